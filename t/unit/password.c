
/* The passwords that are guessed first, and those that only look so. */


#include "tap.h"
#include <ngx_smartstack_password.h>


static ngx_uint_t
common(const char *password, const char *email)
{
    ngx_str_t  p, e;

    p = tap_exact(password, strlen(password));
    e = tap_exact(email, strlen(email));

    return ngx_smartstack_password_common(&p, &e);
}


TAP_MAIN
{
    ok(common("password", "a@example.com"), "the first of every list");
    ok(common("PassWord1", "a@example.com"), "case does not count");
    ok(common("12345678", "a@example.com"), "digits in a row");
    ok(common("zxcvbnm,", "a@example.com"), "the last of the list");

    ok(common("jane.doe@example.com", "jane.doe@example.com"),
       "the account's address");
    ok(common("JANE.DOE", "jane.doe@example.com"), "its local part");
    ok(!common("jane.doe.2", "jane.doe@example.com"),
       "more than the local part");

    ok(common("smartstack", "a@example.com"), "the product's name");
    ok(common("SmartStack1!", "a@example.com"), "... with a tail");
    ok(!common("smartstack is a fine name", "a@example.com"),
       "a sentence about the product");

    ok(!common("correct horse battery staple", "a@example.com"),
       "a long phrase");
    ok(!common("password of a long phrase", "a@example.com"),
       "a phrase that starts with a common one");
    ok(!common("xk7#vQ2p", "not an address"), "an address without an @");
}
