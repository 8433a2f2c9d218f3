using Portal.BmcSim.Hardware;

namespace Portal.BmcSim.Commands;

/// <summary>Commands of manufacturers: those that the profile has answers for.</summary>
internal static class OemCommands
{
    public static byte Execute(Controller bmc, byte netFn, byte command, ReadOnlySpan<byte> data, ref ReplyWriter reply)
    {
        SimOemAnswer? best = null;
        foreach (var answer in bmc.Options.Hardware.OemAnswers)
        {
            if (answer.NetFn == netFn && answer.Command == command && data.StartsWith(answer.Request) && answer.Request.Length >= (best?.Request.Length ?? 0))
                best = answer;
        }
        if (best is null)
            return Completion.InvalidCommand;
        reply.Bytes(best.Answer);
        return best.CompletionCode;
    }
}
