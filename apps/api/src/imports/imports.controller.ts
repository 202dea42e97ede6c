import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { Refused, registerWithSheet, type Asked } from '@mingbai/application';
import {
  annotated,
  exportWorkbook,
  importWorkbook,
  SHEET_REGISTERS,
  templateWorkbook,
  withdrawImport,
} from '@mingbai/workbook';
import type { FastifyReply } from 'fastify';
import { checked } from '../checked.ts';
import { idempotencyKeyOf } from '../idempotency-key.ts';
import { ImportQuery, NoQuery, TemplateQuery, ViewQuery, WithdrawBody } from '../schemas.ts';
import { actorOf, type SignedIn } from '../session/session-guard.ts';
import { STORE_DIRECTORY, type StoreDirectory } from '../store-tokens.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const attach = (reply: FastifyReply, name: string, bytes: Uint8Array): FastifyReply =>
  reply
    .header('content-type', XLSX)
    .header('content-disposition', `attachment; filename="${name}.xlsx"`)
    .send(Buffer.from(bytes));

/** The workbook's ways in and out over HTTP. */
@Controller('api')
export class ImportsController {
  constructor(@Inject(STORE_DIRECTORY) private readonly directory: StoreDirectory) {}

  @Get('templates')
  async template(@Query() query: unknown, @Res() reply: FastifyReply) {
    const { register } = checked(TemplateQuery, query);
    const registers = register === undefined ? SHEET_REGISTERS : [registerWithSheet(register)];
    await attach(reply, `mingbai-${register ?? 'all'}`, await templateWorkbook(registers));
  }

  @Get('exports/:register')
  async export(
    @Param('register') name: string,
    @Query() query: unknown,
    @Req() request: SignedIn,
    @Res() reply: FastifyReply,
  ) {
    const asked: Asked = checked(ViewQuery, query);
    const register = registerWithSheet(name);
    await attach(
      reply,
      `mingbai-${name}`,
      await exportWorkbook(this.directory.mingbai, actorOf(request), register, asked),
    );
  }

  @Post('imports')
  @HttpCode(200)
  async import(@Query() query: unknown, @Req() request: SignedIn) {
    const { org, dryRun } = checked(ImportQuery, query);
    const id = idempotencyKeyOf(request);
    return importWorkbook(this.directory.mingbai, actorOf(request), await fileOf(request), {
      id,
      org,
      dryRun: dryRun === 'true',
    });
  }

  /** The user's own workbook with each row's problems in an extra column. Nothing is recorded. */
  @Post('imports/annotated')
  async annotate(@Query() query: unknown, @Req() request: SignedIn, @Res() reply: FastifyReply) {
    const { org } = checked(ImportQuery, query);
    const bytes = await fileOf(request);
    const { errors } = await importWorkbook(this.directory.mingbai, actorOf(request), bytes, { org, dryRun: true });
    await attach(reply.status(200), 'mingbai-errors', await annotated(bytes, errors));
  }

  @Post('imports/:id/withdrawal')
  @HttpCode(200)
  withdraw(@Param('id') importId: string, @Body() body: unknown, @Req() request: SignedIn) {
    checked(NoQuery, request.query);
    const { reason } = checked(WithdrawBody, body);
    return withdrawImport(this.directory.mingbai, actorOf(request), {
      id: idempotencyKeyOf(request),
      importId,
      reason,
    });
  }
}

async function fileOf(request: SignedIn): Promise<Uint8Array> {
  if (!request.isMultipart()) throw new Refused({ kind: 'malformed', code: 'wrong-form' });
  const bytes = await sentFile(request);
  if (!bytes) throw new Refused({ kind: 'malformed', code: 'missing', field: 'file' });
  return bytes;
}

/** What breaks off, or has no boundary, the form parser throws without a status. Throws `Refused` for that. */
async function sentFile(request: SignedIn): Promise<Uint8Array | undefined> {
  try {
    const file = await request.file();
    return await file?.toBuffer();
  } catch (error) {
    if (error instanceof Error && 'statusCode' in error) throw error;
    throw new Refused({ kind: 'malformed', code: 'upload-broken' });
  }
}
