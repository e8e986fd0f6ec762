
/* Mails to a mail server. */


#include <ngx_smartstack_mail_internal.h>


static void ngx_smartstack_mail_answered(ngx_smartstack_op_t *op,
    void *owner);
static ngx_smartstack_mail_outcome_e ngx_smartstack_mail_judge(
    ngx_smartstack_transfer_t *transfer);
static const char *ngx_smartstack_mail_reason(ngx_smartstack_mail_t *mail,
    ngx_smartstack_transfer_t *transfer);


void
ngx_smartstack_mail_smtp(ngx_smartstack_mail_t *mail)
{
    ngx_smartstack_mail_conf_t  *conf;
    ngx_smartstack_transfer_t   *transfer;

    conf = mail->conf;

    transfer = ngx_smartstack_fetch_mail(conf->fetch, conf->threads,
                                         (char *) conf->url.data,
                                         (char *) conf->from.data,
                                         (char *) mail->to.data,
                                         &mail->message);

    if (transfer == NULL
        || (conf->user.len
            && ngx_smartstack_fetch_user(transfer, (char *) conf->user.data,
                                         (char *) conf->password.data)
               != NGX_OK))
    {
        if (transfer != NULL) {
            ngx_smartstack_op_complete(&transfer->op);
        }

        ngx_smartstack_mail_end(mail, NGX_SMARTSTACK_MAIL_RETRY, "no memory");
        return;
    }

    ngx_smartstack_op_attach(&transfer->op, ngx_smartstack_mail_answered,
                             mail, &mail->step);
    ngx_smartstack_fetch_start(transfer, conf->timeout);
}


static void
ngx_smartstack_mail_answered(ngx_smartstack_op_t *op, void *owner)
{
    ngx_smartstack_mail_t *mail = owner;

    ngx_smartstack_transfer_t      *transfer;
    ngx_smartstack_mail_outcome_e   outcome;

    transfer = (ngx_smartstack_transfer_t *) op;

    outcome = ngx_smartstack_mail_judge(transfer);

    ngx_smartstack_mail_end(mail, outcome,
                            outcome == NGX_SMARTSTACK_MAIL_SENT ? NULL
                            : ngx_smartstack_mail_reason(mail, transfer));
}


/*
 * A refusal for good (5xx) of this recipient or this message is final; of
 * anything before it concerns our own account, which somebody may put right.
 */

static ngx_smartstack_mail_outcome_e
ngx_smartstack_mail_judge(ngx_smartstack_transfer_t *transfer)
{
    if (transfer->status != NGX_SMARTSTACK_FETCH_OK) {
        return NGX_SMARTSTACK_MAIL_RETRY;
    }

    if (transfer->code < 400) {
        return NGX_SMARTSTACK_MAIL_SENT;
    }

    if (transfer->code < 500 || transfer->stage < NGX_SMARTSTACK_SMTP_RCPT) {
        return NGX_SMARTSTACK_MAIL_RETRY;
    }

    /* RFC 3463: 5.1.x, the address is bad */

    if (transfer->stage == NGX_SMARTSTACK_SMTP_RCPT
        && transfer->reply_len > 8
        && ngx_strncmp(transfer->reply + 4, "5.1.", 4) == 0)
    {
        return NGX_SMARTSTACK_MAIL_BOUNCED;
    }

    return NGX_SMARTSTACK_MAIL_FAILED;
}


/* What the server said, or what kept it from saying something. */

static const char *
ngx_smartstack_mail_reason(ngx_smartstack_mail_t *mail,
    ngx_smartstack_transfer_t *transfer)
{
    u_char  *p;
    size_t   i, len;

    if (transfer->status != NGX_SMARTSTACK_FETCH_OK) {
        p = ngx_pnalloc(mail->op.pool, CURL_ERROR_SIZE);

        if (p != NULL) {
            (void) ngx_cpystrn(p, (u_char *) transfer->error,
                               CURL_ERROR_SIZE);
        }

        return p ? (char *) p : "no memory";
    }

    len = transfer->reply_len;
    p = ngx_pnalloc(mail->op.pool, len + 1);

    if (p == NULL) {
        return "no memory";
    }

    /* a server may say anything; the database takes text */

    for (i = 0; i < len; i++) {
        p[i] = transfer->reply[i];

        if (p[i] < 0x20 || p[i] > 0x7e) {
            p[i] = ' ';
        }
    }

    p[len] = '\0';

    return (char *) p;
}
