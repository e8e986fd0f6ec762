
/* UUIDs (RFC 9562): version 7 made here, any version read. */


#ifndef _NGX_SMARTSTACK_UUID_H_INCLUDED_
#define _NGX_SMARTSTACK_UUID_H_INCLUDED_


#include <ngx_config.h>
#include <ngx_core.h>


/*
 * Writes a new UUIDv7, 36 characters without a NUL, monotonic within the
 * process.  NGX_ERROR: the system has no randomness.
 */
ngx_int_t ngx_smartstack_uuid7(u_char out[36]);

/* 36 characters of either case; NGX_DECLINED if it is no UUID. */
ngx_int_t ngx_smartstack_uuid_parse(const u_char *p, size_t len,
    u_char bytes[16]);
/* Writes 36 characters in lower case, returns their end. */
u_char *ngx_smartstack_uuid_format(u_char *p, const u_char bytes[16]);


#endif /* _NGX_SMARTSTACK_UUID_H_INCLUDED_ */
