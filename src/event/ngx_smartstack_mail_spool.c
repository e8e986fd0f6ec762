
/* Mails as files, for development and tests: ID.eml in one folder. */


#include <ngx_smartstack_mail_internal.h>
#include <ngx_smartstack_spool.h>


static void ngx_smartstack_mail_spooled(ngx_smartstack_op_t *op,
    void *owner);


void
ngx_smartstack_mail_spool(ngx_smartstack_mail_t *mail)
{
    ngx_str_t                name;
    ngx_smartstack_spool_t  *spool;

    name.data = ngx_pnalloc(mail->op.pool,
                            NGX_SMARTSTACK_UUID_LEN + sizeof(".eml"));
    spool = NULL;

    if (name.data != NULL) {
        name.len = ngx_sprintf(name.data, "%s.eml", mail->id) - name.data;
        spool = ngx_smartstack_spool_file(mail->conf->threads,
                                          &mail->conf->spool, &name,
                                          &mail->message);
    }

    if (spool == NULL) {
        ngx_smartstack_mail_end(mail, NGX_SMARTSTACK_MAIL_RETRY, "no memory");
        return;
    }

    ngx_smartstack_op_attach(&spool->op, ngx_smartstack_mail_spooled, mail,
                             &mail->step);
    ngx_smartstack_spool_post(spool);
}


static void
ngx_smartstack_mail_spooled(ngx_smartstack_op_t *op, void *owner)
{
    ngx_smartstack_mail_t *mail = owner;

    ngx_smartstack_spool_t  *spool;

    spool = (ngx_smartstack_spool_t *) op;

    switch (spool->rc) {

    case NGX_OK:
        ngx_smartstack_mail_end(mail, NGX_SMARTSTACK_MAIL_SENT, NULL);
        return;

    case NGX_BUSY:
        ngx_smartstack_mail_end(mail, NGX_SMARTSTACK_MAIL_RETRY,
                                "the threads have too much to do");
        return;

    default:
        ngx_log_error(NGX_LOG_CRIT, op->log, spool->error,
                      "a mail cannot be written to \"%V\"",
                      &mail->conf->spool);
        ngx_smartstack_mail_end(mail, NGX_SMARTSTACK_MAIL_RETRY,
                                "it cannot be written");
    }
}
