import { createHash } from "node:crypto";

/** Digits of a GlobalId as IFC compresses UUIDs: base 64 in an alphabet of its own. */
const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_$";

/** UUIDs of what this product adds to models are derived under this one (RFC 9562, version 5). */
const NAMESPACE = Buffer.from("6f1f0a1c8a5b4d0e9b0c3f4c2d7e5a11", "hex");

/** A GlobalId that is the same whenever it is made of the same name: a UUID of version 5, as 22 characters. */
export function derivedGlobalId(name: string): string {
  const uuid = createHash("sha1").update(NAMESPACE).update(name).digest().subarray(0, 16);
  uuid[6] = ((uuid[6] ?? 0) & 0x0f) | 0x50;
  uuid[8] = ((uuid[8] ?? 0) & 0x3f) | 0x80;
  return compressed(uuid);
}

/** 128 bits as one digit of 2 bits and 21 of 6, from the front. */
function compressed(uuid: Buffer): string {
  let rest = BigInt(`0x${uuid.toString("hex")}`);
  let text = "";
  for (let place = 0; place < 22; place++) {
    text = `${DIGITS[Number(rest & 63n)]}${text}`;
    rest >>= 6n;
  }
  return text;
}
