import { Controller, Get, Inject, Query } from '@nestjs/common';
import { POLICY } from '@mingbai/application';
import { checked } from './checked.ts';
import { openApiDocument } from './openapi.ts';
import { NoQuery } from './schemas.ts';
import { Public } from './session/session-guard.ts';
import { STORE_DIRECTORY, type StoreDirectory } from './store-tokens.ts';

/** What this server is and can do. */
@Controller('api')
export class OpenApiController {
  constructor(@Inject(STORE_DIRECTORY) private readonly directory: StoreDirectory) {}

  @Public()
  @Get('openapi.json')
  document(@Query() query: unknown) {
    checked(NoQuery, query);
    return openApiDocument();
  }

  @Public()
  @Get('health')
  async health(@Query() query: unknown) {
    checked(NoQuery, query);
    const { size } = await this.directory.store.frontier();
    return { ok: true, events: size };
  }

  @Get('policy')
  policy(@Query() query: unknown) {
    checked(NoQuery, query);
    return { policy: POLICY };
  }
}
