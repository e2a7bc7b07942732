package dev.slipway.portal.git;

import dev.slipway.portal.security.Person;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.ReceiveCommand;

/** Has a say in every push, before and after the refs move. All gates are asked. */
public interface PushGate {

    /**
     * Judges a push; the pushed objects can be read from the repository already, the refs haven't moved.
     *
     * @param name the repository's name, without {@code .git}
     * @param remarks takes lines that the pusher reads whether it passes or not
     * @return why it is refused, one line each for the pusher to read; empty to let it pass
     */
    List<String> validate(
            String name,
            Repository repository,
            Collection<ReceiveCommand> commands,
            Person person,
            Consumer<String> remarks);

    /**
     * Told after the refs moved; returns soon, as the pusher waits.
     *
     * @param commands those that were carried out
     */
    void afterPush(String name, Repository repository, Collection<ReceiveCommand> commands, Person person);
}
