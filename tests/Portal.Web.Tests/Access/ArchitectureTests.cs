using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Microsoft.AspNetCore.Components;
using Portal.Fleet.Access;
using Portal.Fleet.Data;
using Portal.Web.Hubs;

namespace Portal.Web.Tests.Access;

/// <summary>
/// The gate cannot be gone around. What drives a BMC is internal to the fleet, and only its tests and the benches are let in there; so a page, hub or endpoint
/// that wants it does not compile. What is left to prove is that nobody opens that door, or another one beside it.
/// </summary>
public sealed class ArchitectureTests
{
    private static readonly Assembly s_fleet = typeof(BmcAccess).Assembly;
    private static readonly Assembly s_web = typeof(ConsoleHub).Assembly;

    // What reaches a BMC, its secrets or its record by itself.
    private static readonly string[] s_behindTheGate =
    [
        "IFleet", "IBmc", "LocalFleet", "BmcLink", "BmcDialer", "BmcTester", "GrantCache", "FleetDesk", "ServerRegistry", "CredentialVault", "PowerService", "PowerLedger", "AlertLedger",
        "ConsoleStore", "ConsoleSession", "ConsoleSearch", "RecordIndexer", "InputJournal", "RuleBook",
    ];

    [Fact]
    public void Fleet_WhatReachesABmc_IsInternal()
    {
        var types = s_fleet.GetTypes().Where(type => s_behindTheGate.Contains(type.Name)).ToList();
        Assert.Equal(s_behindTheGate.Order(), types.Select(type => type.Name).Order());
        Assert.DoesNotContain(types, type => type.IsVisible);
    }

    [Fact]
    public void Fleet_Internals_AreNotVisibleToTheWeb() => Assert.All(
        s_fleet.GetCustomAttributes<System.Runtime.CompilerServices.InternalsVisibleToAttribute>(),
        friend => Assert.True(friend.AssemblyName.EndsWith(".Tests", StringComparison.Ordinal) || friend.AssemblyName == "Portal.Bench", friend.AssemblyName));

    [Fact]
    public void Fleet_PublicSurface_HandsOutNothingFromBehindTheGate()
    {
        var leaks = s_fleet.GetExportedTypes().SelectMany(type => type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .SelectMany(member => member switch
            {
                MethodInfo method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType),
                PropertyInfo property => [property.PropertyType],
                FieldInfo field => [field.FieldType],
                _ => Array.Empty<Type>(),
            }, (member, type) => (member, type))
            .Where(pair => Mentions(pair.type).Any(type => type.Assembly == s_fleet && !type.IsVisible)).Select(pair => $"{pair.member.DeclaringType!.Name}.{pair.member.Name}");
        Assert.Empty(leaks);
        // A handle is made by the gate alone.
        foreach (var handle in new[] { typeof(BmcHandle), typeof(FleetHandle), typeof(BmcAccess) })
            Assert.Empty(handle.GetConstructors());
    }

    /// <summary>The web speaks with a BMC through the fleet only: it names values of the protocol's engine, and nothing that sends.</summary>
    [Fact]
    public void Web_ReferencesToTheEngine_AreValuesOnly()
    {
        using var image = new PEReader(File.OpenRead(s_web.Location));
        var metadata = image.GetMetadataReader();
        var named = metadata.TypeReferences.Select(metadata.GetTypeReference)
            .Where(type => type.ResolutionScope.Kind == HandleKind.AssemblyReference
                && metadata.GetString(metadata.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name) == "Portal.Ipmi")
            .Select(type => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}").ToList();
        Assert.NotEmpty(named);
        var engine = typeof(Ipmi.SecretBytes).Assembly;
        Assert.DoesNotContain(named, name => engine.GetType(name) is { IsEnum: false, IsValueType: false } type && type != typeof(Ipmi.SecretBytes)
            && !type.IsSubclassOf(typeof(Exception)) && !IsPure(type));
    }

    /// <summary>Records, and static functions, that wait for nothing: they are values or put values into words, and cannot have asked a BMC.</summary>
    private static bool IsPure(Type type) =>
        (type is { IsAbstract: true, IsSealed: true } || type.GetMethod("<Clone>$") is not null)
        && !type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public).Any(method => typeof(Task).IsAssignableFrom(method.ReturnType)
            || method.ReturnType.Name.StartsWith("ValueTask", StringComparison.Ordinal) || method.ReturnType.Name.StartsWith("IAsync", StringComparison.Ordinal));

    /// <summary>Pages have no database: what they show has passed the gate.</summary>
    [Fact]
    public void Pages_AndHubs_HoldNoDatabase()
    {
        var holders = s_web.GetTypes().Where(type => type.IsSubclassOf(typeof(ComponentBase)) || type.IsSubclassOf(typeof(Microsoft.AspNetCore.SignalR.Hub)))
            .Where(type => type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Select(property => property.PropertyType)
                .Concat(type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Select(field => field.FieldType))
                .SelectMany(Mentions).Any(held => held == typeof(PortalDb)));
        Assert.Empty(holders.Select(type => type.Name));
    }

    private static IEnumerable<Type> Mentions(Type type)
    {
        yield return type;
        if (type.GetElementType() is { } element)
        {
            foreach (var inner in Mentions(element))
                yield return inner;
        }

        foreach (var argument in type.IsGenericType ? type.GetGenericArguments() : [])
        {
            foreach (var inner in Mentions(argument))
                yield return inner;
        }
    }
}
