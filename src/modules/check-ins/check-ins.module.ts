import { Module } from '@nestjs/common';
import { ClientsModule } from '../clients/index.js';
import { OutcomesModule } from '../outcomes/index.js';
import { AnswerCheckIn } from './answer-check-in.js';
import { CheckInsResolver } from './graphql/check-ins-resolver.js';
import { LastSorenessResolver } from './graphql/last-soreness-resolver.js';
import { CheckInSettingsResolver } from './graphql/settings-resolver.js';
import { CheckInWishesResolver } from './graphql/wishes-resolver.js';
import { ReadCheckInForLink } from './read-check-in-for-link.js';
import { ReadCheckIns } from './read-check-ins.js';
import { ReadLastSoreness } from './read-last-soreness.js';
import { SetCheckInSettings } from './set-check-in-settings.js';
import { SetCheckInWish } from './set-check-in-wish.js';

const RESOLVERS = [CheckInsResolver, CheckInSettingsResolver, CheckInWishesResolver, LastSorenessResolver];
const STAFF_USE_CASES = [ReadCheckIns, ReadLastSoreness, SetCheckInSettings, SetCheckInWish];
const CLIENT_USE_CASES = [AnswerCheckIn, ReadCheckInForLink];

@Module({
  imports: [ClientsModule, OutcomesModule],
  providers: [...RESOLVERS, ...STAFF_USE_CASES, ...CLIENT_USE_CASES],
  exports: CLIENT_USE_CASES,
})
export class CheckInsModule {}
