import type { Block } from "./make-model.ts";

/** Elements of a house of many rooms: slabs, walls, windows and columns, storey upon storey, up to `count` of them. */
export function makeTower(count: number): Block[] {
  const blocks: Block[] = [];
  const side = Math.max(2, Math.round(Math.cbrt(count / 4) * 1.4));
  const add = (at: Block["at"], size: Block["size"], rgba: Block["rgba"]) =>
    blocks.push({ ordinal: blocks.length, at, size, rgba });
  for (let storey = 0; blocks.length < count; storey += 1) {
    const z = storey * 3.2;
    add([0, 0, z - 0.3], [side * 5, side * 5, 0.3], [168, 170, 172, 255]);
    for (let cell = 0; cell < side * side && blocks.length < count; cell += 1) {
      const [x, y] = [(cell % side) * 5, Math.floor(cell / side) * 5];
      add([x, y, z], [4.8, 0.2, 2.9], [214, 190, 160, 255]);
      add([x, y + 0.2, z], [0.2, 4.6, 2.9], [190, 110, 84, 255]);
      add([x + 4.6, y + 4.6, z], [0.4, 0.4, 2.9], [120, 126, 134, 255]);
      if (cell % 3 === 0) add([x + 1.4, y - 0.02, z + 0.9], [1.6, 0.24, 1.3], [130, 180, 210, 90]);
    }
  }
  return blocks.slice(0, count);
}
