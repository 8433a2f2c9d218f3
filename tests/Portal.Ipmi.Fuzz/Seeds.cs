using System.Net;
using Portal.BmcSim;
using Portal.BmcSim.Hardware;
using Portal.Ipmi.Commands;
using Portal.Ipmi.Fuzz.Targets;

namespace Portal.Ipmi.Fuzz;

/// <summary>
/// Good bytes to damage: what simulated servers answer to each harmless command; the same without their first bytes, for decoders of what the answers hold; and the files in
/// <c>Corpus</c>: one line per input, target's name and hexadecimal bytes, found by guided runs or put there by hand.
/// </summary>
internal static class Seeds
{
    private const int LongestPrefix = 4;
    private const int MostOfAPool = 2000;

    /// <summary>Seeds by the target's name.</summary>
    public static async Task<IReadOnlyDictionary<string, List<byte[]>>> CollectAsync(IReadOnlyList<FuzzTarget> targets, CancellationToken ct)
    {
        var pools = targets.ToDictionary(target => target.Name, _ => new List<byte[]>(), StringComparer.Ordinal);
        // Every command is asked, chosen or not: what decodes answers needs some.
        var answers = await AskAsync(FuzzTargets.All, ct);
        foreach (var target in targets)
        {
            if (answers.TryGetValue(target.Name, out var own))
                pools[target.Name].AddRange(own.Select(answer => (byte[])[0, .. answer]));
        }

        var all = answers.Values.SelectMany(a => a).DistinctBy(Convert.ToHexString).Where(a => a.Length > 0).ToList();
        foreach (var target in targets)
        {
            var pool = pools[target.Name];
            if (target is DecoderTarget or FunctionTarget)
                pool.AddRange(Cut(all));
            else if (target is ReaderTarget)
                pool.AddRange(Scripts(all));
            else if (target is not IRequestTarget)
                pool.AddRange(all.Take(20));
        }

        foreach (var (name, bytes) in Corpus.Read())
        {
            foreach (var (target, pool) in pools)
            {
                // A variant learns from the others.
                if (target.Split('#')[0] == name.Split('#')[0])
                    pool.Add(bytes);
            }
        }

        return pools;
    }

    private static IEnumerable<byte[]> Cut(List<byte[]> answers) =>
        answers.SelectMany(answer => Enumerable.Range(0, Math.Min(LongestPrefix, answer.Length)).Select(skip => answer[skip..])).Take(MostOfAPool);

    /// <summary>Answers one after the other, as <see cref="ScriptedConnection"/> reads them.</summary>
    private static IEnumerable<byte[]> Scripts(List<byte[]> answers)
    {
        var dice = new Dice(1);
        for (var i = 0; i < 200; i++)
        {
            var script = new List<byte>();
            for (var j = 1 + dice.Below(12); j > 0; j--)
            {
                var answer = answers[dice.Below(answers.Count)];
                script.AddRange([0, (byte)answer.Length, .. answer]);
            }

            yield return [.. script];
        }
    }

    private static async Task<Dictionary<string, List<byte[]>>> AskAsync(IReadOnlyList<FuzzTarget> targets, CancellationToken ct)
    {
        var answers = new Dictionary<string, List<byte[]>>(StringComparer.Ordinal);
        using var password = SecretBytes.FromText("password");
        foreach (var hardware in Profiles())
        {
            await using var bmc = SimulatedBmc.Start(new SimulatedBmcOptions { Hardware = hardware });
            var options = new BmcSessionOptions { EndPoint = new IPEndPoint(IPAddress.Loopback, bmc.EndPoint.Port), UserName = "admin", Password = password };
            await using var session = await BmcSession.OpenAsync(options, ct);
            foreach (var target in targets.Where(target => target is IRequestTarget { IsHarmless: true }))
            {
                try
                {
                    var request = (IRequestTarget)target;
                    var answer = await session.SendAsync(new RawCommand(request.Code.NetFn, request.Code.Command, request.Write()) { MayRepeat = true }, ct);
                    if (!answers.TryGetValue(target.Name, out var list))
                        answers[target.Name] = list = [];
                    list.Add(answer);
                }
                catch (IpmiCommandException)
                {
                    // Not this server.
                }
            }
        }

        return answers;
    }

    private static IEnumerable<HardwareProfile> Profiles() =>
        typeof(HardwareProfile).GetProperties(System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.Public)
            .Where(p => p.PropertyType == typeof(HardwareProfile)).Select(p => (HardwareProfile)p.GetValue(null)!);
}
