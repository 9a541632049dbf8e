// @ts-check
import { siteRoot } from './files.js';

/**
 * Keeps the calculator on this device, so that links also answer without a network: only on a page of its own, never
 * inside another one, and never from a single file.
 * @param {(apply: () => void) => void} updated called when a newer version is ready; `apply` changes over to it
 */
export async function keepOffline(updated) {
  try {
    if (self.top !== self || !siteRoot || !('serviceWorker' in navigator)) return;
    const registration = await navigator.serviceWorker.register(workerUrl(), { updateViaCache: 'none' });
    const running = navigator.serviceWorker.controller;
    const offer = () => {
      const { waiting } = registration;
      if (waiting && running) updated(() => waiting.postMessage('skip-waiting'));
    };
    // The first worker takes over silently; a later one only after the visitor agreed.
    navigator.serviceWorker.addEventListener('controllerchange', () => running && location.reload());
    registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', offer));
    offer();
    // Browsers look for a newer worker when they like; without a network this fails, and that is fine.
    await registration.update();
  } catch {
    // Blocked by the browser, a sandbox or a private window: the page works without.
  }
}

/** Registering a worker is a Trusted Types sink: this policy lets one address pass. */
function workerUrl() {
  const url = `${siteRoot}sw.js`;
  const { trustedTypes } = /** @type {any} */ (self);
  const policy = trustedTypes?.createPolicy('build-or-buy-worker', { createScriptURL: () => url });
  return policy ? policy.createScriptURL('') : url;
}
