import { Controller, Get, Query } from '@nestjs/common';
import { POLICY } from '@mingbai/application';
import { checked } from './checked.ts';
import { openApiDocument } from './openapi.ts';
import { NoQuery } from './schemas.ts';
import { Public } from './session/session-guard.ts';

/** What this server is and can do. */
@Controller('api')
export class OpenApiController {
  @Public()
  @Get('openapi.json')
  document(@Query() query: unknown) {
    checked(NoQuery, query);
    return openApiDocument();
  }

  @Get('policy')
  policy(@Query() query: unknown) {
    checked(NoQuery, query);
    return { policy: POLICY };
  }
}
