import { NodeStore } from '../harness/simulated-node.ts';

/** Sabotaged: a turn keeps nobody else away. */
export class OpenTurnStore extends NodeStore {
  override async turn<T>(work: (size: number) => Promise<T>): Promise<T> {
    return work((await this.inner.frontier()).size);
  }
}
