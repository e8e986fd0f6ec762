
/*
 * A mail as it travels: RFC 5322 with MIME (RFC 2045 to 2047), two forms of
 * one text, all of it in lines of ASCII that no relay has to touch.
 */


#ifndef _NGX_SMARTSTACK_MIME_H_INCLUDED_
#define _NGX_SMARTSTACK_MIME_H_INCLUDED_


#include <ngx_smartstack_text.h>


typedef struct {
    ngx_str_t     id;           /* letters, digits, dashes; unique */
    time_t        date;
    ngx_str_t     name;         /* of the sender, may be empty */
    ngx_str_t     from;         /* addresses */
    ngx_str_t     to;
    ngx_str_t     reply_to;     /* or empty */
    ngx_str_t     unsubscribe;  /* an address of the web, or empty */
    ngx_str_t     subject;      /* UTF-8, as are the texts */
    ngx_str_t     text;
    ngx_str_t     html;
} ngx_smartstack_mime_t;


/* NGX_DECLINED: an address, the id or a link cannot stand in a header. */
ngx_int_t ngx_smartstack_mime_write(ngx_smartstack_mime_t *mail,
    ngx_smartstack_text_t *out);

/* An address that we send from or to: ASCII, one line, as in schemas. */
ngx_int_t ngx_smartstack_mime_address(ngx_str_t *address);


#endif /* _NGX_SMARTSTACK_MIME_H_INCLUDED_ */
