import {
  Box3,
  type BufferGeometry,
  FrontSide,
  type Group,
  Mesh,
  type RawShaderMaterial,
  Vector3,
} from "three";
import { MeshoptDecoder } from "three/addons/libs/meshopt_decoder.module.js";
import { GLTFLoader } from "three/addons/loaders/GLTFLoader.js";
import { modelMaterial, type Shading, type SharedUniforms, setShading } from "./material.ts";
import { type Corners, type Piece, preparePiece, trianglesOf } from "./part.ts";
import type { States } from "./states.ts";
import type { Placement } from "./types.ts";

/** A piece as it is drawn: the elements themselves, and those of them that are only shadows. */
interface Drawn {
  piece: Piece;
  base: number;
  count: number;
  mesh: Mesh<BufferGeometry, RawShaderMaterial>;
  ghost: Mesh<BufferGeometry, RawShaderMaterial>;
  /** All of it is closed and looks outwards. */
  oneSided: boolean;
}

/** All parts that have arrived. */
export interface Parts {
  /** Reads one part and puts it into the picture. Throws what the loader throws for a file that is no part of a model. */
  add(file: ArrayBuffer, placement?: Placement): Promise<void>;
  readonly drawn: readonly Drawn[];
  /** Box of one or more elements, in metres; empty where none of them has arrived. */
  boxOf(ordinals: Iterable<number>): Box3;
  trianglesOf(ordinal: number): Iterable<Corners>;
  shade(shading: Shading): void;
  dispose(): void;
}

const IN_PLACE: Placement = { offset: 0, shift: [0, 0, 0] };

export function createParts(scene: Group, states: States, shared: SharedUniforms): Parts {
  const loader = new GLTFLoader().setMeshoptDecoder(MeshoptDecoder);
  const drawn: Drawn[] = [];
  const boxes = new Map<number, Box3>();
  let shading: Shading = { section: false, plain: false };
  const shadeOne = ({ mesh, ghost, oneSided }: Pick<Drawn, "mesh" | "ghost" | "oneSided">) => {
    setShading(mesh.material, shading, oneSided);
    setShading(ghost.material, { ...shading, plain: false }, oneSided);
  };
  return {
    drawn,
    async add(file, { offset, shift } = IN_PLACE) {
      const gltf = await loader.parseAsync(file, "");
      gltf.scene.position.set(...shift);
      gltf.scene.updateMatrixWorld(true);
      const ordinals = ordinalsOf(gltf.parser.json).map((ordinal) => ordinal + offset);
      const base = states.add(ordinals);
      const meshes: Mesh<BufferGeometry>[] = [];
      gltf.scene.traverse((node) => node instanceof Mesh && meshes.push(node));
      for (const mesh of meshes) {
        const glass = isTransparent(mesh);
        const piece = preparePiece(mesh, glass, (local, box) => {
          const ordinal = ordinals[local];
          if (ordinal === undefined) throw new Error("A part names an element that it does not list.");
          const known = boxes.get(ordinal);
          if (known) known.union(box);
          else boxes.set(ordinal, box);
        });
        const make = (kind: "solid" | "glass" | "ghost") => {
          const made = new Mesh(piece.geometry, modelMaterial(shared, base, kind));
          made.matrixAutoUpdate = false;
          made.matrix.copy(piece.matrix);
          made.matrixWorldNeedsUpdate = true;
          made.renderOrder = { solid: 0, glass: 1, ghost: 2 }[kind];
          scene.add(made);
          return made;
        };
        const solid = make(glass ? "glass" : "solid");
        const ghost = make("ghost");
        ghost.visible = false;
        const made = { piece, base, count: ordinals.length, mesh: solid, ghost, oneSided: isOneSided(mesh) };
        shadeOne(made);
        drawn.push(made);
      }
      for (const { material } of meshes)
        for (const one of Array.isArray(material) ? material : [material]) one.dispose();
    },
    boxOf(wanted) {
      const box = new Box3();
      for (const ordinal of wanted) {
        const own = boxes.get(ordinal);
        if (own) box.union(own);
      }
      return box;
    },
    *trianglesOf(ordinal) {
      for (const slot of states.slotsOf(ordinal))
        for (const { piece, base, count } of drawn)
          if (slot >= base && slot < base + count) yield* trianglesOf(piece, slot - base);
    },
    shade(next) {
      shading = next;
      for (const one of drawn) shadeOne(one);
    },
    dispose() {
      for (const { piece, mesh, ghost } of drawn) {
        piece.geometry.dispose();
        for (const { material } of [mesh, ghost]) material.dispose();
        scene.remove(mesh, ghost);
      }
      drawn.length = 0;
      boxes.clear();
    },
  };
}

/** Size of a box's diagonal, metres. */
export function diagonal(box: Box3): number {
  return box.getSize(new Vector3()).length();
}

function isTransparent({ material }: Mesh): boolean {
  return [material].flat().some(({ transparent }) => transparent);
}

function isOneSided(mesh: Mesh): boolean {
  return !isTransparent(mesh) && [mesh.material].flat().every(({ side }) => side === FrontSide);
}

/** The elements of a part by their local ids: `extras.ordinals` of its scene or of its mesh. */
function ordinalsOf(json: unknown): number[] {
  const extras = [listOf(json, "scenes"), listOf(json, "meshes")].flat().map((one) => fieldOf(one, "extras"));
  for (const extra of extras) {
    const ordinals = fieldOf(extra, "ordinals");
    if (Array.isArray(ordinals) && ordinals.every((one) => typeof one === "number")) return ordinals;
  }
  throw new Error("A part of the model does not say which elements it holds.");
}

function listOf(of: unknown, name: string): unknown[] {
  const list = fieldOf(of, name);
  return Array.isArray(list) ? list : [];
}

function fieldOf(of: unknown, name: string): unknown {
  return typeof of === "object" && of !== null && name in of ? Reflect.get(of, name) : undefined;
}
