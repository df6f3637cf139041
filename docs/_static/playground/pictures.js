// A picture of the page as a file of its own.

const LOOKS = ["fill", "stroke", "stroke-width", "stroke-dasharray", "font-family", "font-size"];
const DENSE = 3; // pixels of a saved picture for one of the page

/**
 * A picture that needs no style sheet.
 * @param {SVGSVGElement} picture
 */
export function savedPicture(picture) {
  const copy = /** @type {SVGSVGElement} */ (picture.cloneNode(true));
  const nodes = [...copy.querySelectorAll("*")];
  [...picture.querySelectorAll("*")].forEach((node, i) => {
    const look = getComputedStyle(node);
    if (look.display === "none") nodes[i].setAttribute("display", "none");
    for (const name of LOOKS) nodes[i].setAttribute(name, look.getPropertyValue(name));
  });
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  const title = document.createElementNS("http://www.w3.org/2000/svg", "title");
  title.append(String(picture.getAttribute("aria-label")));
  copy.prepend(title);
  return new XMLSerializer().serializeToString(copy);
}

/**
 * The same in pixels, on the paper of the page.
 * @param {SVGSVGElement} picture
 * @param {string} paper
 * @returns {Promise<Blob>}
 */
export async function pixels(picture, paper) {
  const { width, height } = picture.viewBox.baseVal;
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(savedPicture(picture))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = DENSE * width;
  canvas.height = DENSE * height;
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.fillStyle = paper;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob((blob) => done(/** @type {Blob} */ (blob))));
}
