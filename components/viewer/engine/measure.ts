import {
  BufferGeometry,
  Color,
  Float32BufferAttribute,
  Line,
  LineBasicMaterial,
  Points,
  PointsMaterial,
  type Scene,
  type Vector3,
} from "three";

/** The line between two measured points, in front of everything. */
export interface Ruler {
  show(points: readonly Vector3[]): void;
  colour(css: string): void;
  dispose(): void;
}

export function createRuler(scene: Scene): Ruler {
  const geometry = new BufferGeometry();
  const ends = new Float32BufferAttribute(6, 3);
  geometry.setAttribute("position", ends);
  const lineMaterial = new LineBasicMaterial({ depthTest: false, transparent: true });
  const pointMaterial = new PointsMaterial({
    depthTest: false,
    transparent: true,
    size: 9,
    sizeAttenuation: false,
  });
  const shapes = [new Line(geometry, lineMaterial), new Points(geometry, pointMaterial)];
  for (const shape of shapes) {
    shape.renderOrder = 9;
    shape.frustumCulled = false;
    shape.visible = false;
    scene.add(shape);
  }
  return {
    show(points) {
      for (const shape of shapes) shape.visible = points.length > 0;
      for (const [at, { x, y, z }] of points.slice(0, 2).entries()) ends.setXYZ(at, x, y, z);
      ends.needsUpdate = true;
      geometry.setDrawRange(0, points.length);
    },
    colour(css) {
      lineMaterial.color = new Color(css);
      pointMaterial.color = new Color(css);
    },
    dispose() {
      for (const shape of shapes) scene.remove(shape);
      geometry.dispose();
      lineMaterial.dispose();
      pointMaterial.dispose();
    },
  };
}
