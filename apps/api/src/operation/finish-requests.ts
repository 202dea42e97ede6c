import { Injectable, type CallHandler, type NestInterceptor, type OnApplicationShutdown } from '@nestjs/common';
import { finalize } from 'rxjs';

/**
 * Lets every request be worked through before the service has ended. Closing the server waits for those that somebody
 * waits for; one whose asker has gone away goes on too, and what it stands on is closed when the service has ended.
 */
@Injectable()
export class FinishRequests implements NestInterceptor, OnApplicationShutdown {
  #running = 0;
  readonly #ended = Promise.withResolvers<void>();
  #isEnding = false;

  intercept(_context: unknown, next: CallHandler) {
    this.#running += 1;
    return next.handle().pipe(
      finalize(() => {
        this.#running -= 1;
        this.#tellEnd();
      }),
    );
  }

  onApplicationShutdown(): Promise<void> {
    this.#isEnding = true;
    this.#tellEnd();
    return this.#ended.promise;
  }

  #tellEnd(): void {
    if (this.#isEnding && this.#running === 0) this.#ended.resolve();
  }
}
