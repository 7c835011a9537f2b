/** There is nothing here for whoever asks, and they learn no more than that. */
export class PageGone extends Error {}

/** Too much was asked for from one network. */
export class PageBusy extends Error {
  constructor(readonly retryAt: Date) {
    super('busy');
  }
}

/** The request is none that a page of ours sends: without its form's token, or out of order. Nothing was changed. */
export class OddRequest extends Error {}
