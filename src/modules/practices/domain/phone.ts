/** A phone number as people write it, of any country. */
export const PHONE = /^\+?[\d ()./-]{3,40}$/;
export const PHONE_RULE = 'phone must have 3 to 40 digits, spaces and signs of ( ) . / -, after an optional +';
