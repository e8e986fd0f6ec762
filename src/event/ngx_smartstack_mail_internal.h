
/* The sender from inside: a mail on its way, and who hands it over. */


#ifndef _NGX_SMARTSTACK_MAIL_INTERNAL_H_INCLUDED_
#define _NGX_SMARTSTACK_MAIL_INTERNAL_H_INCLUDED_


#include <ngx_smartstack_mail.h>


typedef enum {
    NGX_SMARTSTACK_MAIL_SENT = 0,
    NGX_SMARTSTACK_MAIL_RETRY,      /* it may go later */
    NGX_SMARTSTACK_MAIL_FAILED,     /* it never will */
    NGX_SMARTSTACK_MAIL_BOUNCED     /* ... and the address takes no more */
} ngx_smartstack_mail_outcome_e;


typedef struct {
    ngx_smartstack_op_t              op;        /* first: pool and gauge */
    ngx_smartstack_sender_t         *sender;
    ngx_smartstack_mail_conf_t      *conf;
    ngx_queue_t                      queue;     /* of those on their way */

    ngx_smartstack_op_t             *step;      /* what it waits for */
    u_char                           id[NGX_SMARTSTACK_UUID_LEN + 1];
    ngx_str_t                        to;        /* NUL-terminated */
    u_char                           attempt[NGX_INT32_LEN + 1];
    ngx_str_t                        message;
} ngx_smartstack_mail_t;


/*
 * Hands the message over, and says later, once, what became of it.  The
 * message is in the pool of the mail, which outlives the call.
 */
void ngx_smartstack_mail_spool(ngx_smartstack_mail_t *mail);
void ngx_smartstack_mail_smtp(ngx_smartstack_mail_t *mail);

void ngx_smartstack_mail_end(ngx_smartstack_mail_t *mail,
    ngx_smartstack_mail_outcome_e outcome, const char *error);


#endif /* _NGX_SMARTSTACK_MAIL_INTERNAL_H_INCLUDED_ */
