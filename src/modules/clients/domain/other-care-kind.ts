/** The care that a client gets elsewhere. */
export enum OtherCareKind {
  CHIROPRACTIC = 'chiropractic',
  PHYSIOTHERAPY = 'physiotherapy',
  PHYSICIAN = 'physician',
}
