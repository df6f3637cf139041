"""Every page says what it may load and run, before it loads anything."""

import base64
import hashlib
import re

SELF_ALONE = {
    "default-src": {"'none'"},
    "style-src": {"'self'", "'unsafe-inline'"},
    "img-src": {"'self'", "data:", "blob:"},
    "font-src": {"'self'"},
    "connect-src": {"'self'"},
    "worker-src": {"blob:"},  # the playground's, which opened from disk can load no script
    "base-uri": {"'none'"},
    "form-action": {"'self'"},
}


def directives(policy):
    """Return the sources that a policy allows, by directive."""
    parts = [part.split() for part in policy.split(";")]
    return {name: set(sources) for name, *sources in parts}


def test_every_page_has_the_policy_in_front_of_all_it_loads(pages):
    for page in pages:
        (meta,) = page.soup.select('meta[http-equiv="Content-Security-Policy"]')
        assert meta.find_all_previous(["link", "script", "style"]) == [], page.name
        allowed = directives(meta["content"])
        scripts = allowed.pop("script-src")
        assert allowed == SELF_ALONE, page.name
        inline = {
            base64.b64encode(hashlib.sha256(tag.encode_contents()).digest()).decode()
            for tag in page.soup.select("script:not([src], [type='application/json'])")
        }
        assert scripts == {"'self'", *(f"'sha256-{code}'" for code in inline)}, page.name


def test_the_only_script_in_a_page_is_the_one_that_sets_the_colours(pages):
    for page in pages:
        inline = page.soup.select("script:not([src], [type='application/json'])")
        assert all(re.search(r"\bdataset\.theme\b", tag.get_text()) for tag in inline), page.name
        assert len(inline) == 1, page.name
