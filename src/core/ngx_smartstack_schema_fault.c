
/* What is wrong with an input, with its place as a JSON pointer. */


#include <ngx_smartstack_schema_node.h>


#define NGX_SMARTSTACK_FAULT_TEXT  512


static ngx_int_t ngx_smartstack_check_pointer(ngx_smartstack_check_t *c,
    ngx_smartstack_step_t *at, ngx_str_t *pointer);
static size_t ngx_smartstack_check_step(ngx_smartstack_step_t *step,
    u_char *buf);


ngx_uint_t
ngx_smartstack_check_full(ngx_smartstack_check_t *c)
{
    /* a list that was full before must not make this value right */

    return c->failed
           || (c->found && c->faults->nelts >= NGX_SMARTSTACK_MAX_FAULTS);
}


void
ngx_smartstack_check_fault(ngx_smartstack_check_t *c,
    ngx_smartstack_step_t *at, const char *code, const char *fmt, ...)
{
    u_char                  *last;
    u_char                   text[NGX_SMARTSTACK_FAULT_TEXT];
    va_list                  args;
    ngx_smartstack_fault_t  *fault;

    c->found = 1;

    if (ngx_smartstack_check_full(c)) {
        return;
    }

    va_start(args, fmt);
    last = ngx_vslprintf(text, text + sizeof(text), fmt, args);
    va_end(args);

    fault = ngx_array_push(c->faults);
    if (fault == NULL) {
        c->failed = 1;
        return;
    }

    fault->code.len = ngx_strlen(code);
    fault->code.data = (u_char *) code;

    fault->detail.len = last - text;
    fault->detail.data = ngx_pnalloc(c->pool, fault->detail.len);

    if (fault->detail.data == NULL
        || ngx_smartstack_check_pointer(c, at, &fault->pointer) != NGX_OK)
    {
        c->failed = 1;
        c->faults->nelts--;
        return;
    }

    ngx_memcpy(fault->detail.data, text, fault->detail.len);
}


static ngx_int_t
ngx_smartstack_check_pointer(ngx_smartstack_check_t *c,
    ngx_smartstack_step_t *at, ngx_str_t *pointer)
{
    u_char                 *last;
    ngx_smartstack_step_t  *step;

    if (c->name) {
        *pointer = *c->name;
        return NGX_OK;
    }

    pointer->len = 0;

    for (step = at; step; step = step->up) {
        pointer->len += ngx_smartstack_check_step(step, NULL);
    }

    pointer->data = ngx_pnalloc(c->pool, pointer->len);
    if (pointer->data == NULL) {
        return NGX_ERROR;
    }

    /* the steps lead upwards, so the text is filled from its end */

    last = pointer->data + pointer->len;

    for (step = at; step; step = step->up) {
        last -= ngx_smartstack_check_step(step, NULL);
        (void) ngx_smartstack_check_step(step, last);
    }

    return NGX_OK;
}


/* "/" and one token; only the length if buf is NULL. */

static size_t
ngx_smartstack_check_step(ngx_smartstack_step_t *step, u_char *buf)
{
    u_char      *last;
    u_char       index[1 + NGX_SIZE_T_LEN];
    size_t       len;
    const char  *p;

    if (step->name == NULL) {
        last = ngx_sprintf(index, "/%uz", step->index);
        len = last - index;

        if (buf) {
            ngx_memcpy(buf, index, len);
        }

        return len;
    }

    len = 1;

    for (p = step->name; *p; p++) {
        len += (*p == '~' || *p == '/') ? 2 : 1;
    }

    if (buf) {
        *buf++ = '/';
        (void) ngx_smartstack_pointer_escape(buf, (const u_char *) step->name,
                                             p - step->name);
    }

    return len;
}
