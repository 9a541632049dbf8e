// @ts-check
/** The writer of spreadsheets in a worker of its own: the page stays alive meanwhile. */
import { initSync, workbook } from './pkg/build_or_buy_xlsx.js';

self.onmessage = ({ data: { module, report, again } }) => {
  try {
    initSync({ module });
    self.postMessage({ bytes: workbook(report, again) });
  } catch (error) {
    self.postMessage({ failed: error instanceof Error ? error.message : String(error) });
  }
};
