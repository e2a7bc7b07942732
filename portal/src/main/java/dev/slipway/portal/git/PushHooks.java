package dev.slipway.portal.git;

import dev.slipway.portal.security.Person;
import java.util.Collection;
import java.util.List;
import org.eclipse.jgit.transport.PostReceiveHook;
import org.eclipse.jgit.transport.PreReceiveHook;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceiveCommand.Result;
import org.eclipse.jgit.transport.ReceivePack;

/** Asks the gates about one push: all of its commands pass, or none. */
final class PushHooks implements PreReceiveHook, PostReceiveHook {

    private final String name;
    private final Person person;
    private final List<PushGate> gates;

    PushHooks(String name, Person person, List<PushGate> gates) {
        this.name = name;
        this.person = person;
        this.gates = gates;
    }

    @Override
    public void onPreReceive(ReceivePack push, Collection<ReceiveCommand> commands) {
        var reasons = gates.stream()
                .flatMap(
                        gate -> gate.validate(name, push.getRepository(), commands, person, push::sendMessage).stream())
                .toList();
        if (reasons.isEmpty()) {
            return;
        }
        // Git shows this one beside the branch's name, so that a single reason needs no line of its own.
        String why = reasons.size() == 1 ? reasons.get(0) : "for %d reasons, see above".formatted(reasons.size());
        if (reasons.size() > 1) {
            reasons.forEach(push::sendError);
        }
        commands.stream()
                .filter(command -> command.getResult() == Result.NOT_ATTEMPTED)
                .forEach(command -> command.setResult(Result.REJECTED_OTHER_REASON, why));
    }

    @Override
    public void onPostReceive(ReceivePack push, Collection<ReceiveCommand> commands) {
        gates.forEach(gate -> gate.afterPush(name, push.getRepository(), commands, person));
    }
}
