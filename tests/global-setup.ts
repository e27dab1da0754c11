import { buildService } from './build-service.ts';

/** Once, before the first test. */
export function setup(): void {
  buildService();
}
