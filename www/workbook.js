// @ts-check
import { laterModule, startWorker } from './files.js';
import { t } from './language.js';

/**
 * The costs as a spreadsheet whose formulas work. Its writer is a module of its own, fetched when the first file is asked for.
 *
 * @param {import('./pkg/build_or_buy.js').Report} report with its equations
 * @param {string} again where the same answer is found again
 * @returns {Promise<Uint8Array>}
 */
export async function workbookOf(report, again) {
  const module = await laterModule('workbook');
  const worker = await startWorker('workbook_worker');
  try {
    return await new Promise((settle, fail) => {
      worker.onmessage = ({ data }) => (data.bytes ? settle(data.bytes) : fail(new Error(data.failed)));
      worker.onerror = worker.onmessageerror = () => fail(new Error(t('no worker may run here')));
      worker.postMessage({ module, report, again });
    });
  } finally {
    worker.terminate();
  }
}
