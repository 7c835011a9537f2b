/** What a room can host (DOMAIN: room needs of the techniques, and access). */
export enum RoomFeature {
  TABLE = 'table',
  FLOOR_MAT = 'floor_mat',
  STONE_HEATER = 'stone_heater',
  WHEELCHAIR_ACCESS = 'wheelchair_access',
}
