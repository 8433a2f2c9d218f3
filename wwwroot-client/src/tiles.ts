// Which tile lies in a direction. Knows no browser, so that its tests need none.

export type Direction = 'left' | 'right' | 'up' | 'down';

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The nearest box from `here` in a direction; `here` itself at the edge. */
export function inDirection(boxes: readonly Box[], here: number, direction: Direction): number {
  const centre = (box: Box) => ({ x: box.left + box.width / 2, y: box.top + box.height / 2 });
  const from = centre(boxes[here]!);
  let best = here;
  let least = Infinity;
  boxes.forEach((box, index) => {
    const to = centre(box);
    const [along, aside] = direction === 'left' ? [from.x - to.x, to.y - from.y]
      : direction === 'right' ? [to.x - from.x, to.y - from.y]
        : direction === 'up' ? [from.y - to.y, to.x - from.x] : [to.y - from.y, to.x - from.x];
    if (along < 1) return;
    // Straight ahead before near: what is aside counts for more.
    const distance = along + 3 * Math.abs(aside);
    if (distance < least) [best, least] = [index, distance];
  });
  return best;
}
