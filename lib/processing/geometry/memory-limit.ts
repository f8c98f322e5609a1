/**
 * Caps what WebAssembly may allocate in this thread: growth beyond `maxMemoryMb` is refused, as by a machine that has no
 * more. A worker's resource limits do not count WebAssembly memory. For use in a worker thread of its own.
 */
export function limitWasmMemory(maxMemoryMb: number): { refused: () => boolean } {
  const limit = maxMemoryMb * 1024 * 1024;
  const grow = WebAssembly.Memory.prototype.grow;
  let refusedOnce = false;
  WebAssembly.Memory.prototype.grow = function (this: WebAssembly.Memory, pages: number): number {
    if (this.buffer.byteLength + pages * 65_536 > limit) {
      refusedOnce = true;
      throw new RangeError("WebAssembly memory limit reached");
    }
    return grow.call(this, pages);
  };
  return { refused: () => refusedOnce };
}
