// Slides turn by the arrow keys, and F fills the screen with them.

{
  const slides = [...document.querySelectorAll("article > section, article > section > section")];

  const FORTH = ["ArrowRight", "ArrowDown", "PageDown"];
  const BACK = ["ArrowLeft", "ArrowUp", "PageUp"];

  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.target instanceof Element && event.target.closest("input, [popover]")) return;
    const step = Number(FORTH.includes(event.key)) - Number(BACK.includes(event.key));
    if (step) {
      const begun = slides.filter((slide) => slide.getBoundingClientRect().top < innerHeight / 2);
      slides[Math.max(begun.length - 1, 0) + step]?.scrollIntoView({ behavior: "instant" });
    } else if (event.key === "f") {
      if (document.fullscreenElement) document.exitFullscreen();
      else document.documentElement.requestFullscreen();
    } else {
      return;
    }
    event.preventDefault();
  });
}
