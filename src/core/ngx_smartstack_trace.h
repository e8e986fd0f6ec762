
/* Trace Context (W3C): whose work a request belongs to. */

#ifndef _NGX_SMARTSTACK_TRACE_H_INCLUDED_
#define _NGX_SMARTSTACK_TRACE_H_INCLUDED_


#include <ngx_config.h>
#include <ngx_core.h>


#define NGX_SMARTSTACK_TRACE_ID_LEN     32
#define NGX_SMARTSTACK_SPAN_ID_LEN      16

/* "00-<trace id>-<span id>-<flags>" */
#define NGX_SMARTSTACK_TRACEPARENT_LEN  55
#define NGX_SMARTSTACK_TRACE_ID_AT      3
#define NGX_SMARTSTACK_SPAN_ID_AT       36


/*
 * Writes our own traceparent, 55 characters without a NUL.  It goes on with
 * the trace and flags of the caller's, when that is one of version 00 or
 * above; otherwise (also of NULL) it begins a trace.  The new ids are made of
 * the digits of id, a UUID in lower case that is this request's alone.
 */
void ngx_smartstack_trace_parent(u_char *out, ngx_str_t *caller,
    const u_char id[36]);


#endif /* _NGX_SMARTSTACK_TRACE_H_INCLUDED_ */
