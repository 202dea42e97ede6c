import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Actor, Answer } from '@mingbai/application';
import { STORE_DIRECTORY, type StoreDirectory } from '../store-tokens.ts';

/** One capability carried out for somebody, under the id that makes repeating it safe. */
type CapabilityRun = {
  readonly actor: Actor;
  readonly capability: string;
  readonly input: unknown;
  readonly id: string;
  readonly dryRun: boolean;
};

export class RunCapability extends Command<Answer> {
  readonly actor: Actor;
  readonly capability: string;
  readonly input: unknown;
  readonly id: string;
  readonly dryRun: boolean;

  constructor({ actor, capability, input, id, dryRun }: CapabilityRun) {
    super();
    this.actor = actor;
    this.capability = capability;
    this.input = input;
    this.id = id;
    this.dryRun = dryRun;
  }
}

@CommandHandler(RunCapability)
export class RunCapabilityHandler implements ICommandHandler<RunCapability> {
  constructor(@Inject(STORE_DIRECTORY) private readonly directory: StoreDirectory) {}

  execute({ actor, capability, input, id, dryRun }: RunCapability): Promise<Answer> {
    return this.directory.mingbai.run(actor, capability, input, { id, dryRun });
  }
}
