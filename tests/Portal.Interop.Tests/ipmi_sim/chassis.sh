#!/bin/sh
# chassis_control of ipmi_sim: "get power", "set power 1", "set reset 1". The power state is a file.
state=@DIR@/power
op=$1
shift
case $op in
get)
    for parameter; do
        case $parameter in
        power) echo "power:$(cat "$state" 2>/dev/null || echo 0)" ;;
        *) echo "Invalid parameter: $parameter"; exit 1 ;;
        esac
    done
    ;;
set)
    while [ -n "$1" ]; do
        case $1 in
        power) echo "$2" > "$state" ;;
        reset) echo 1 > "$state" ;;
        *) echo "Invalid parameter: $1"; exit 1 ;;
        esac
        shift 2
    done
    ;;
esac
