/**
 * Hands out all but the last piece of at most `size` bytes and returns that one. Never cuts inside a UTF-8 character: xterm.js 6.0.0
 * forgets a continuation byte 80h at the end of a piece, and with it every typographic quote or dash that happens to lie on a cut.
 */
export function cutInPieces(data: Uint8Array, size: number, take: (piece: Uint8Array) => void): Uint8Array {
  let at = 0;
  while (data.length - at > size) {
    let end = at + size;
    while (end > at + size - 3 && (data[end]! & 0xc0) === 0x80) end--;
    take(data.subarray(at, end));
    at = end;
  }
  return data.subarray(at);
}
