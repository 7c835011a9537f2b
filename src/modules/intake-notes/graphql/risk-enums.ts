import { registerEnumType } from '@nestjs/graphql';
import { RiskCode, VerdictLevel } from '../../screening/domain/index.js';

registerEnumType(RiskCode, { name: 'RiskCode', description: 'What a client can answer that bears on treatment.' });
registerEnumType(VerdictLevel, { name: 'VerdictLevel', description: 'What screening says, mildest first.' });
