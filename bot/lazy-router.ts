import express, { type Router } from 'express';

/** A router whose code is loaded by its first request, or ahead of it. */
export interface LazyRouter {
  readonly router: Router;
  /** Loads it now. */
  warm(): Promise<void>;
}

/** Puts off loading a router that takes long to load and serves one path and those below it only. */
export function lazyRouter(path: string, load: () => Promise<Router>): LazyRouter {
  let loaded: Promise<Router> | null = null;
  const once = () => {
    loaded ??= load();
    return loaded;
  };
  const router = express.Router();
  router.use((request, response, next) => {
    if (request.path !== path && !request.path.startsWith(`${path}/`)) {
      next();
      return;
    }
    once().then(inner => inner(request, response, next), next);
  });
  return {
    router,
    warm: async () => {
      await once();
    },
  };
}
