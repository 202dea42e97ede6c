/** On which side of the node below it a hash of a proof is joined. */
export type Side = 'left' | 'right';

/**
 * The sides on which a proof's hashes are joined on the way from node `index` of a row up to the root, where `last` is
 * the row's last node. Their number is the only length that the proof may have.
 */
export function sidesUpward(index: number, last: number): readonly Side[] {
  const sides: Side[] = [];
  let [position, edge] = [index, last];
  while (edge > 0) {
    // At the tree's ragged right edge a node without sibling rises unchanged.
    while (position === edge && position % 2 === 0) [position, edge] = [position / 2, edge / 2];
    sides.push(position % 2 === 1 ? 'left' : 'right');
    [position, edge] = [Math.floor(position / 2), Math.floor(edge / 2)];
  }
  return sides;
}
