using Portal.Fleet.Access;
using Portal.Fleet.Consoles.Doctor;

namespace Portal.Web.Api;

/// <summary>The console doctor: why a console is blank, and what can be done about it.</summary>
internal static class DoctorEndpoints
{
    public static void MapDoctor(this RouteGroupBuilder api)
    {
        var doctor = api.MapGroup("/servers/{id}/console/doctor").WithTags("Console");
        doctor.MapPost("", ExamineAsync).WithSummary("Find out why the console is blank")
            .WithDescription("Looks step by step at BMC, line and record, and reads only. Whoever may read the console may ask; where from someone else holds the line, "
                + "and what can be done about a finding, is told to those who may do it.")
            .Produces<DoctorJson>().ProducesApiProblem(404);
        doctor.MapPost("/fix", FixAsync).WithSummary("Do one of the doctor's fixes, read it back, and look again")
            .Produces<DoctorRepairJson>().ProducesApiProblem(400, 404, 409);
        doctor.MapPost("/probe", ProbeAsync).WithSummary("Press Enter and wait for an answer, or send a break")
            .WithDescription("Whoever asks takes control of a console on which nobody types.")
            .Produces<DoctorStepJson>().ProducesApiProblem(400, 404);
    }

    private static async Task<IResult> ExamineAsync(ApiCall call, string id, CancellationToken ct)
    {
        var server = await call.OpenAsync(id, BmcRight.ConsoleRead, ct);
        return Results.Ok(await LookAsync(server, ct));
    }

    private static async Task<IResult> FixAsync(ApiCall call, string id, DoctorFixRequest body, CancellationToken ct)
    {
        var fix = body.ToFix();
        var server = await call.OpenAsync(id, BmcRight.ConsoleRead | fix.Right, ct);
        var repair = await server.RepairConsoleAsync(fix, ct);
        return Results.Ok(new DoctorRepairJson(repair.Done, ProblemJson.From(repair.Problem), repair.Detail, await LookAsync(server, ct)));
    }

    private static async Task<IResult> ProbeAsync(ApiCall call, string id, DoctorProbeRequest body, CancellationToken ct)
    {
        var isBreak = body.IsBreak;
        var server = await call.OpenAsync(id, BmcRight.ConsoleWrite, ct);
        return Results.Ok(DoctorStepJson.From(await server.ProbeConsoleAsync(isBreak, ct)));
    }

    private static async Task<DoctorJson> LookAsync(BmcHandle server, CancellationToken ct)
    {
        var findings = new List<DoctorFinding>();
        await foreach (var finding in server.ExamineConsoleAsync(ct))
            findings.Add(finding);
        return new DoctorJson(
            DoctorConclusion.Of(findings) is { } main ? DoctorStepJson.From(main) : null, [.. findings.Select(DoctorStepJson.From)]);
    }
}
