import type { Mingbai } from './mingbai.ts';
import type { ReadModels } from './read-models.ts';
import { Kept } from './kept.ts';
import type { RetentionClass, Vault } from './ports.ts';

type Erased = { readonly person: string; readonly classes: readonly RetentionClass[] };

/**
 * The vault of a process, with every erasure that its read models tell of carried out in it. The log says who was
 * erased; each process that holds keys follows before it opens or seals anything more. So a process that ended between
 * the record and the deed does it when it is opened again, and a vault that was restored forgets again.
 */
export class FollowedVault {
  readonly #vault: Vault;
  readonly #models: ReadModels;
  readonly #followed = new Kept<undefined>();

  constructor(vault: Vault, models: ReadModels) {
    this.#vault = vault;
    this.#models = models;
  }

  /** The vault as it must be now. */
  get(): Vault {
    this.#followed.get(String(this.#models.changedAt('erasures')), () => this.#follow());
    return this.#vault;
  }

  #follow(): undefined {
    for (const { row } of this.#models.rows({ register: 'erasures', orgs: 'all', known: this.#models.size() })) {
      const { person, classes } = row as Erased; // rows of this register alone
      for (const retention of classes) this.#vault.destroy(person, retention);
    }
  }
}

/** The last day on which anything of a person was erased; undefined for whoever was not. */
export const erasedOn = ({ ports: { models } }: Mingbai, person: string): string | undefined =>
  models.referring(person, null).findLast(({ register }) => register === 'erasures')?.to;
