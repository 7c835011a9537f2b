import { Injectable } from '@nestjs/common';
import { VisitsToScreen } from '../screening/index.js';

/** Visits keep no verdict: each is screened when it is asked for, by what is known then. */
@Injectable()
export class RescreenVisits extends VisitsToScreen {
  rescreen(): Promise<void> {
    return Promise.resolve();
  }
}
