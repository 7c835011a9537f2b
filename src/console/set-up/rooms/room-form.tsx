import { AddRoomDocument, EditRoomDocument } from '../../api/generated/graphql.js';
import type { AddRoomInput, RoomFeature, RoomRecordFragment } from '../../api/generated/graphql.js';
import { useAct } from '../../api/act.js';
import { answerOf } from '../../api/answer.js';
import type { Answer } from '../../api/answer.js';
import { ActForm } from '../../ui/act-form.js';
import { Checks } from '../../ui/checks.js';
import { useRecordDraft } from '../../ui/draft.js';
import { NumberInput } from '../../ui/number-input.js';
import { TextInput } from '../../ui/text-input.js';
import { given } from '../given.js';
import { featureWords, FEATURES } from '../words.js';

interface RoomDraft {
  readonly name: string;
  readonly features: RoomFeature[];
  readonly turnoverMinutes: number | null;
  readonly warmth: string;
  readonly music: string;
  readonly aroma: string;
}

const NO_ROOM: RoomDraft = {
  ...{ name: '', features: ['TABLE'], turnoverMinutes: null },
  ...{ warmth: '', music: '', aroma: '' },
};

const draftOf = ({ name, features, turnoverMinutes, warmth, music, aroma }: RoomRecordFragment): RoomDraft => ({
  ...{ name, features, turnoverMinutes },
  ...{ warmth: warmth ?? '', music: music ?? '', aroma: aroma ?? '' },
});

interface RoomFormProps {
  readonly clinicId: string;
  /** Null: a new one. */
  readonly room: RoomRecordFragment | null;
  readonly onSaved: (room: RoomRecordFragment) => void;
  readonly onBack?: () => void;
}

export function RoomForm({ clinicId, room, onSaved, ...rest }: RoomFormProps) {
  const stands = room ? draftOf(room) : NO_ROOM;
  const { draft, field, checks, settle, version } = useRecordDraft(stands, room?.version ?? 0);
  const save = useSave(clinicId, { id: room?.id ?? null, version });
  const asUsual = room ? {} : { hint: 'Left empty: as usual.' };
  return (
    <ActForm
      label={room ? 'The room' : 'A new room'}
      submit={room ? 'Save' : 'Add'}
      act={() => save(draft)}
      onDone={({ room: saved }) => {
        settle(draftOf(saved), saved.version);
        onSaved(saved);
      }}
      {...rest}
    >
      <TextInput label="Name" {...field('name')} />
      <NumberInput label="Minutes of cleaning between visits" {...asUsual} {...field('turnoverMinutes')} />
      <Checks label="It has" items={FEATURES} {...checks('features', featureWords)} />
      <TextInput label="Warmth" {...field('warmth')} />
      <TextInput label="Music" {...field('music')} />
      <TextInput label="Aroma" {...field('aroma')} />
    </ActForm>
  );
}

function useSave(clinicId: string, { id, version }: { readonly id: string | null; readonly version: number }) {
  const [add] = useAct(AddRoomDocument);
  const [edit] = useAct(EditRoomDocument);
  return async (draft: RoomDraft): Promise<Answer<{ room: RoomRecordFragment }>> => {
    if (id === null) {
      const input = given({ ...draft, clinicId }) as AddRoomInput;
      return answerOf(await add({ input }), (data) => data.addRoom);
    }
    const { warmth, music, aroma, ...rest } = draft;
    const ambience = { warmth: warmth || null, music: music || null, aroma: aroma || null };
    return answerOf(await edit({ input: { id, version, ...rest, ...ambience } }), (data) => data.editRoom);
  };
}
