/** Name of a part's file in the directory that a model was written to. */
export const partName = (number: number) => `${number}.glb`;
