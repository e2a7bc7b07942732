package dev.slipway.portal.platform.account;

import dev.slipway.portal.security.ForEveryone;
import dev.slipway.portal.security.Person;
import dev.slipway.portal.web.Page;
import java.net.URI;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/tokens")
class TokensApi {

    private final Tokens tokens;

    TokensApi(Tokens tokens) {
        this.tokens = tokens;
    }

    @GetMapping
    @ForEveryone
    Page<TokenView> list(Person person) {
        return Page.ofAll(tokens.of(person));
    }

    @PostMapping
    @ForEveryone
    ResponseEntity<NewToken> create(@RequestBody TokenOrder order, Person person) {
        var created = NewToken.of(tokens.create(order, person));
        return ResponseEntity.created(URI.create("/api/v1/tokens/" + created.id()))
                .cacheControl(CacheControl.noStore())
                .body(created);
    }

    @DeleteMapping("/{id}")
    @ForEveryone
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable String id, Person person) {
        tokens.revoke(id, person);
    }
}
