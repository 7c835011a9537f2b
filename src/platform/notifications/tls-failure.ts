/** Whether a system's error code says that no TLS could be agreed on, or that the certificate is not to be trusted. */
export const isTlsFailure = (code: string): boolean =>
  /^(ERR_TLS_|ERR_SSL_|EPROTO$|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/.test(code);
