package dev.slipway.portal.platform.pages;

import dev.slipway.portal.security.Person;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** What the OpenAPI document says besides the endpoints. */
@Configuration(proxyBeanMethods = false)
class OpenApiDescription {

    private static final String BEARER = "bearer";

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Person.class);
    }

    @Bean
    @Lazy
    OpenAPI openApi() {
        var bearer = new SecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .description("A personal access token (slw_…) or an access token of the identity provider");
        return new OpenAPI()
                .info(new Info()
                        .title("Slipway")
                        .version("v1")
                        .description("Everything the pages do. Errors are problem details (RFC 9457)."))
                .components(new Components().addSecuritySchemes(BEARER, bearer))
                .addSecurityItem(new SecurityRequirement().addList(BEARER));
    }
}
