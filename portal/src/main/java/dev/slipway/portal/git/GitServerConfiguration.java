package dev.slipway.portal.git;

import dev.slipway.portal.security.CurrentPerson;
import dev.slipway.portal.security.Person;
import jakarta.servlet.http.HttpServletRequest;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.http.server.GitServlet;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.UploadPack;
import org.eclipse.jgit.transport.resolver.ServiceNotAuthorizedException;
import org.eclipse.jgit.transport.resolver.ServiceNotEnabledException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/**
 * Smart HTTP at {@code /git/}. A repository has what all teams declare, so those may clone who read everything; the
 * platform team and administrators may push.
 */
@Configuration(proxyBeanMethods = false)
class GitServerConfiguration {

    private static final int TIMEOUT_SECONDS = 60;
    private static final DataSize LARGEST_PUSH = DataSize.ofMegabytes(50);
    private static final DataSize LARGEST_FILE = DataSize.ofMegabytes(5);
    private static final String SUFFIX = ".git";

    private final CurrentPerson currentPerson;
    private final ObjectProvider<GitRepositories> repositories;
    private final ObjectProvider<PushGate> gates;

    GitServerConfiguration(
            CurrentPerson currentPerson, ObjectProvider<GitRepositories> repositories, ObjectProvider<PushGate> gates) {
        this.currentPerson = currentPerson;
        this.repositories = repositories;
        this.gates = gates;
    }

    @Bean
    ServletRegistrationBean<GitServlet> gitServlet() {
        var servlet = new GitServlet();
        servlet.setAsIsFileService(null); // the dumb protocol would bypass ref hiding and size limits
        servlet.setRepositoryResolver((request, name) -> open(name));
        servlet.setUploadPackFactory((request, repository) -> uploadPack(repository));
        servlet.setReceivePackFactory(this::receivePack);
        var registration = new ServletRegistrationBean<>(servlet, "/git/*");
        registration.setLoadOnStartup(-1);
        return registration;
    }

    private Repository open(String name) throws RepositoryNotFoundException {
        var known = repositories.getIfAvailable();
        if (known == null) {
            throw new RepositoryNotFoundException(name);
        }
        return known.open(plain(name)).orElseThrow(() -> new RepositoryNotFoundException(name));
    }

    private UploadPack uploadPack(Repository repository) throws ServiceNotEnabledException {
        currentPerson
                .get()
                .filter(Person::canReadAll)
                .orElseThrow(
                        () -> new ServiceNotEnabledException(
                                "Only auditors, the platform team and administrators may clone: it has what all teams declare"));
        var upload = new UploadPack(repository);
        upload.setTimeout(TIMEOUT_SECONDS);
        return upload;
    }

    private ReceivePack receivePack(HttpServletRequest request, Repository repository)
            throws ServiceNotAuthorizedException {
        var person = currentPerson
                .get()
                .filter(Person::canPublish)
                .filter(someone -> !currentPerson.onlyReads())
                .orElseThrow(() -> new ServiceNotAuthorizedException(
                        "Only the platform team and administrators may push, with a token that isn't read-only"));
        var receive = new ReceivePack(repository);
        receive.setTimeout(TIMEOUT_SECONDS);
        receive.setMaxPackSizeLimit(LARGEST_PUSH.toBytes());
        receive.setMaxObjectSizeLimit(LARGEST_FILE.toBytes());
        receive.setCheckReceivedObjects(true);
        receive.setAtomic(true);
        var hooks = new PushHooks(name(request), person, gates.orderedStream().toList());
        receive.setPreReceiveHook(hooks);
        receive.setPostReceiveHook(hooks);
        return receive;
    }

    /** The first segment after {@code /git/}. */
    private static String name(HttpServletRequest request) {
        var path = request.getPathInfo() == null ? "" : request.getPathInfo();
        return plain(path.replaceFirst("^/", "").replaceFirst("/.*", ""));
    }

    private static String plain(String name) {
        return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    }
}
