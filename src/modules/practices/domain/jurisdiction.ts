/** Whose law counts: an ISO 3166 code of a country or of a part of one, such as `DE` or `US-CA`. */
export const JURISDICTION = /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/;
