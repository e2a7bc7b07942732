package dev.slipway.portal.web.edge;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.AbstractJacksonHttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** Refuses the character NUL in the texts and names of JSON bodies, see {@link NulFilter}. */
@ControllerAdvice
final class NulInJson extends RequestBodyAdviceAdapter {

    private static final String ESCAPED = "\\u0000";

    private final JsonMapper json;

    NulInJson(JsonMapper json) {
        this.json = json;
    }

    @Override
    public boolean supports(
            MethodParameter parameter, Type type, Class<? extends HttpMessageConverter<?>> converterType) {
        return AbstractJacksonHttpMessageConverter.class.isAssignableFrom(converterType);
    }

    /** Bodies are small by now, see {@link BodyLimitFilter}. */
    @Override
    public HttpInputMessage beforeBodyRead(
            HttpInputMessage message,
            MethodParameter parameter,
            Type type,
            Class<? extends HttpMessageConverter<?>> converterType)
            throws IOException {
        var body = message.getBody().readAllBytes();
        if (new String(body, StandardCharsets.ISO_8859_1).contains(ESCAPED)) {
            requireNone(body);
        }
        return new Read(message.getHeaders(), body);
    }

    private void requireNone(byte[] body) {
        try (JsonParser parser = json.createParser(body)) {
            for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if ((token == JsonToken.VALUE_STRING || token == JsonToken.PROPERTY_NAME)
                        && parser.getString().indexOf('\0') >= 0) {
                    throw NulFilter.refusal(
                            parser.streamReadContext().pathAsPointer().toString());
                }
            }
        } catch (JacksonException e) {
            // Whoever reads it in a moment says what is wrong with it.
        }
    }

    private record Read(HttpHeaders headers, byte[] body) implements HttpInputMessage {

        @Override
        public InputStream getBody() {
            return new ByteArrayInputStream(body);
        }

        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }
    }
}
