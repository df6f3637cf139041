// What takes long has a worker of its own.

/**
 * Sets a worker to work on an order; its text is that of the script that holds the arithmetic.
 * @param {unknown} order
 * @param {(answer: any) => void} tell
 */
export function employ(order, tell) {
  const text = `const core = (${makeArithmetic})(); core.serve(self);`;
  const worker = new Worker(URL.createObjectURL(new Blob([text], { type: "text/javascript" })));
  worker.onmessage = ({ data }) => tell(data);
  worker.postMessage(order);
  return worker;
}

/** @param {Worker | null} worker whose last answers may be on their way */
export function dismiss(worker) {
  if (!worker) return;
  worker.onmessage = null;
  worker.terminate();
}
