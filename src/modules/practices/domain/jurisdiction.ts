/** Whose law counts: an ISO 3166 code of a country or of a part of one, such as `DE` or `US-CA`. */
export const JURISDICTION = /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/;
export const JURISDICTION_RULE = 'jurisdiction must be an ISO 3166 code such as DE or US-CA';
