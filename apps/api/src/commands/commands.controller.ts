import { Body, Controller, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Refused } from '@mingbai/application';
import { z } from 'zod';
import { checked } from '../checked.ts';
import { idempotencyKeyOf } from '../idempotency-key.ts';
import { actorOf, type SignedIn } from '../session/session-guard.ts';
import { RunCapability } from './run-capability.handler.ts';

const CommandQuery = z.strictObject({ dryRun: z.enum(['true', 'false']).optional() });

/** Every capability at `POST /api/commands/<context.verb>`. The schema that checks the body is the capability's own. */
@Controller('api/commands')
export class CommandsController {
  constructor(@Inject(CommandBus) private readonly commands: CommandBus) {}

  @Post(':name')
  @HttpCode(200)
  async run(@Param('name') capability: string, @Body() input: unknown, @Req() request: SignedIn) {
    const { dryRun } = checked(CommandQuery, request.query);
    const command = new RunCapability({
      actor: actorOf(request),
      capability,
      input: input ?? {},
      id: idempotencyKeyOf(request),
      dryRun: dryRun === 'true',
    });
    const answer = await this.commands.execute(command);
    if (!answer.ok) throw new Refused(answer.refusal, capability);
    return answer;
  }
}
